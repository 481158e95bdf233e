namespace Hermetic.WhatsApp;

/// <summary>Reads the answers to management calls.</summary>
internal static class AccountAnswers
{
    /// <summary>An answer that tells something.</summary>
    public static AccountAnswer<T> Read<T>(int status, ReadOnlyMemory<byte> body, Func<JsonObject, T> read) =>
        Sort(status, GraphAnswer.Parse(body), answer => new AccountAnswer<T>.Given(read(answer)));

    /// <summary>An answer to a change: <c>success</c> as true or as a string, both of which Meta gives, or
    /// the changed object under <c>data</c>.</summary>
    public static AccountAnswer<Confirmed> ReadConfirmed(int status, ReadOnlyMemory<byte> body) =>
        Sort<Confirmed>(status, GraphAnswer.Parse(body), answer =>
            answer.Flag("success"u8) == true || answer.Objects("data"u8).Any()
                ? new AccountAnswer<Confirmed>.Given(default)
                : new AccountAnswer<Confirmed>.Missing(status));

    private static AccountAnswer<T> Sort<T>(
        int status, JsonObject? answer, Func<JsonObject, AccountAnswer<T>> good) =>
        answer is not null && status is >= 200 and <= 299
            ? good(answer)
            : answer?.Object("error"u8)?["code"u8]?.Integer() is <= int.MaxValue and var code
                ? new AccountAnswer<T>.Refused((int)code, status)
                : new AccountAnswer<T>.Missing(status);
}
