namespace Hermetic.WhatsApp;

/// <summary><c>context</c>: what a message answers, or that it was forwarded.</summary>
/// <param name="MessageId">The wamid of the message answered; null for a forwarded one.</param>
/// <param name="Sender">Who sent that message, as it came; not validated.</param>
/// <param name="IsForwarded">Forwarded, once or often: not the sender's own words.</param>
public sealed record MessageContext(JsonText? MessageId, JsonText? Sender, bool IsForwarded)
{
    /// <summary>The product that a message asks about; null when none.</summary>
    public ReferredProduct? Product { get; init; }

    internal static MessageContext? From(JsonObject? context) =>
        context is null
            ? null
            : new(
                context.Text("id"u8),
                context.Text("from"u8),
                context.IsTrue("forwarded"u8) || context.IsTrue("frequently_forwarded"u8))
            {
                Product = ReferredProduct.From(context.Object("referred_product"u8)),
            };
}

/// <summary><c>context.referred_product</c>: the product that a message asks about.</summary>
/// <param name="CatalogId">The catalogue; null when absent.</param>
/// <param name="ProductRetailerId">The business's own number of the product.</param>
public sealed record ReferredProduct(JsonText? CatalogId, JsonText ProductRetailerId)
{
    internal static ReferredProduct? From(JsonObject? product) =>
        product?.Text("product_retailer_id"u8) is { } id ? new(product.Text("catalog_id"u8), id) : null;
}
