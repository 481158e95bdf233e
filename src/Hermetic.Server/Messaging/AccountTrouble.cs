namespace Hermetic.Server.Messaging;

/// <summary>Refusals that are about the business's account and not about the message: a token, a permission, a lock.</summary>
internal static class AccountTrouble
{
    internal static bool Is(int code) =>
        code is 0 or 3 or 10 or 190 or 368 or 131031 or 131042 or 133010 or (>= 200 and <= 299);
}
