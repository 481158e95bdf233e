namespace Hermetic.Server.Console;

/// <summary>Why a page is not shown: what happened, what it means for people's data, what to do.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Code">As docs/operate/console.md explains it.</param>
public sealed record PageState(int Status, string Code, string Title, string What, string Next)
{
    /// <summary>Nothing is there, or not any more.</summary>
    public static PageState NotFound { get; } = new(
        StatusCodes.Status404NotFound, "CON-1", Texts.States.NotFound, Texts.States.NotFoundWhat, Texts.States.NotFoundNext);

    /// <summary>Whoever is signed in may not see it.</summary>
    public static PageState NoPermission { get; } = new(
        StatusCodes.Status403Forbidden, "CON-2", Texts.States.NoPermission, Texts.States.NoPermissionWhat,
        Texts.States.NoPermissionNext);

    /// <summary>A form came from elsewhere, or from a page that is too old.</summary>
    public static PageState Expired { get; } = new(
        StatusCodes.Status403Forbidden, "CON-3", Texts.States.Expired, Texts.States.ExpiredWhat, Texts.States.ExpiredNext);

    /// <summary>The store does not answer, or secret memory is used up.</summary>
    public static PageState Busy { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "CON-4", Texts.States.Busy, Texts.States.BusyWhat, Texts.States.BusyNext);

    /// <summary>A defect of ours.</summary>
    public static PageState Failed { get; } = new(
        StatusCodes.Status500InternalServerError, "CON-5", Texts.States.Failed, Texts.States.FailedWhat,
        Texts.States.FailedNext);

    /// <summary>For an answer that has a status and no words yet; null when it needs none.</summary>
    internal static PageState? Of(int status) => status switch
    {
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => NotFound,
        StatusCodes.Status403Forbidden => NoPermission,
        StatusCodes.Status503ServiceUnavailable => Busy,
        _ => null,
    };
}
