using Microsoft.AspNetCore.Components;

namespace Hermetic.Server.Console;

/// <summary>One way through the console.</summary>
/// <param name="Path">Of the page, such as <c>/console/inbox</c>.</param>
/// <param name="Icon">Its symbol in <c>icons.svg</c>.</param>
public sealed record NavigationItem(string Label, string Path, string Icon);

/// <summary>What stands around a page: the same for all of them, but for who looks and where they are.</summary>
/// <param name="Path">Of the page that is shown; its item of the navigation is the current one.</param>
/// <param name="Nonce">Of this answer: scripts without it do not run.</param>
/// <param name="Token">Goes with every form and every module's request, else they are refused.</param>
/// <param name="Name">Who is signed in; null when nobody is, or it is not known.</param>
/// <param name="Navigation">What they may use.</param>
public sealed record PageFrame(
    string Path, string Nonce, string Token, string? Name, IReadOnlyList<NavigationItem> Navigation)
{
    /// <summary>The address of an embedded file, good for as long as the file stays as it is.</summary>
    internal static string Asset(string name) => ConsoleAssets.Address(name);

    /// <summary>The page itself, or the one above it.</summary>
    internal bool IsAt(NavigationItem item) =>
        Path == item.Path || (item.Path != Home && Path.StartsWith(item.Path + '/', StringComparison.Ordinal));

    internal const string Home = "/console";
}

/// <summary>A page is a function of its model: it asks nobody and changes nothing.</summary>
public abstract class ConsolePage<TModel> : ComponentBase
{
    /// <summary>All that the page shows.</summary>
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;

    /// <summary>What stands around it.</summary>
    [Parameter, EditorRequired]
    public PageFrame Frame { get; set; } = default!;
}
