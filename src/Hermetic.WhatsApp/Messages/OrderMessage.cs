namespace Hermetic.WhatsApp;

/// <summary>A basket from the business's catalogue (<c>order</c>). Prices come from the person's device:
/// checked, never believed.</summary>
/// <param name="CatalogId">The catalogue; null when absent.</param>
/// <param name="Text">Words sent along; null when none.</param>
/// <param name="Items">What was put into it, at least one.</param>
public sealed record OrderMessage(JsonText? CatalogId, JsonText? Text, IReadOnlyList<OrderItem> Items)
    : MessageContent
{
    internal static readonly MessageKind Kind = new("order", read: Read);

    private static OrderMessage? Read(JsonObject message)
    {
        if (message.Object("order"u8) is not { } order)
            return null;
        var products = order.Items("product_items"u8);
        var items = new List<OrderItem>(products.Count);
        foreach (var product in products)
        {
            if (OrderItem.From(JsonObject.From(product)) is not { } item)
                return null;
            items.Add(item);
        }
        return items.Count > 0 ? new(order.Text("catalog_id"u8), order.Text("text"u8), items) : null;
    }
}

/// <summary>One line of an order; numbers as written.</summary>
/// <param name="ProductRetailerId">The business's own number of the product.</param>
/// <param name="Quantity">How many; null when absent.</param>
/// <param name="ItemPrice">The price of one; null when absent.</param>
/// <param name="Currency">ISO 4217; null when absent.</param>
public sealed record OrderItem(
    JsonText ProductRetailerId, JsonText? Quantity, JsonText? ItemPrice, JsonText? Currency)
{
    internal static OrderItem? From(JsonObject? product) =>
        product?.Text("product_retailer_id"u8) is { } id
            ? new(
                id,
                product["quantity"u8]?.Scalar,
                product["item_price"u8]?.Scalar,
                product.Text("currency"u8))
            : null;
}
