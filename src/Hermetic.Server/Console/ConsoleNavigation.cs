using Hermetic.Server.Identity;

namespace Hermetic.Server.Console;

/// <summary>Where one can go from every page: only where there is a page, and only who may use it.</summary>
internal sealed class ConsoleNavigation(EndpointDataSource endpoints)
{
    private static readonly NavigationItem[] _items =
    [
        new(Texts.Today.Title, PageFrame.Home, "today"),
        new(Texts.Inbox.Title, "/console/inbox", "inbox"),
        new(Texts.People, "/console/people", "people"),
        new(Texts.Calendar, "/console/calendar", "calendar"),
        new(Texts.Knowledge, "/console/knowledge", "knowledge"),
        new(Texts.Team, "/console/team", "team"),
        new(Texts.Ledger, "/console/ledger", "ledger"),
    ];

    private readonly Lazy<IReadOnlyList<(NavigationItem Item, Requires Asks)>> _pages = new(() =>
    [
        .. from item in _items
           let asks = Find(endpoints, item.Path)
           where asks is not null
           select (item, asks),
    ]);

    internal IReadOnlyList<NavigationItem> For(SignedIn? who) => who is null
        ? []
        : [.. _pages.Value.Where(page => IsOpen(page.Asks, who)).Select(page => page.Item)];

    /// <summary>Whether somebody may use the page at this path.</summary>
    internal bool MayUse(string path, SignedIn who) =>
        _pages.Value.Any(page => page.Item.Path == path && IsOpen(page.Asks, who));

    private static bool IsOpen(Requires asks, SignedIn who) =>
        asks.Permission == Domain.Permission.None || who.May(asks.Permission);

    private static Requires? Find(EndpointDataSource endpoints, string path) => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => '/' + endpoint.RoutePattern.RawText!.Trim('/') == path
            && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(HttpMethods.IsGet) == true)
        .Select(endpoint => endpoint.Metadata.GetMetadata<Requires>())
        .FirstOrDefault(asks => asks is not null);
}
