namespace Hermetic.WhatsApp;

/// <summary>A product that was chosen from a message of the business (<c>interactive/product</c>).</summary>
/// <param name="CatalogId">The catalogue; null when absent.</param>
/// <param name="ProductRetailerId">The business's own number of the product.</param>
public sealed record ProductReply(JsonText? CatalogId, JsonText ProductRetailerId) : MessageContent
{
    internal static readonly MessageKind Kind = new("interactive", "product", Read);

    private static ProductReply? Read(JsonObject message) =>
        message.Object("interactive"u8)?.Object("product"u8) is { } product
        && product.Text("product_retailer_id"u8) is { } id
            ? new(product.Text("catalog_id"u8), id)
            : null;
}
