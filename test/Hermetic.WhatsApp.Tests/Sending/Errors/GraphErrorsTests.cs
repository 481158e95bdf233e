using System.Net;
using Hermetic.Cryptography;
using static Hermetic.WhatsApp.ErrorAdvice;
using static Hermetic.WhatsApp.GraphErrorKind;
using static Hermetic.WhatsApp.PersonNotice;

namespace Hermetic.WhatsApp.Tests;

public sealed class GraphErrorsTests
{
    /// <summary>Meta's list, read independently of the catalogue; the last column is what the sentence for staff
    /// has to speak of.</summary>
    public static TheoryData<int, int, ErrorAdvice, GraphErrorKind, PersonNotice, string> Codes => new()
    {
        { 0, 401, Never, Account, Nothing, "access token" },
        { 3, 500, Never, Account, Nothing, "permissions" },
        { 10, 403, Never, Account, Nothing, "permission" },
        { 33, 400, Never, Account, Nothing, "number" },
        { 190, 401, Never, Account, Nothing, "expired" },
        { 200, 403, Never, Account, Nothing, "permission" },
        { 230, 403, Never, Account, Nothing, "permission" },
        { 299, 403, Never, Account, Nothing, "permission" },
        { 368, 403, Never, Account, Nothing, "policy" },
        { 131005, 403, Never, Account, Nothing, "access" },
        { 131031, 403, Never, Account, Nothing, "locked" },
        { 131037, 400, Never, Account, Nothing, "display name" },
        { 131042, 400, Never, Account, Nothing, "payment" },
        { 131045, 500, Never, Account, Nothing, "register" },
        { 133010, 400, Never, Account, Nothing, "not registered" },
        { 133000, 500, Never, Registration, Nothing, "deregister" },
        { 133004, 503, Retry, Registration, Nothing, "tried again" },
        { 133005, 400, Never, Registration, Nothing, "PIN" },
        { 133006, 400, Never, Registration, Nothing, "verified" },
        { 133008, 400, Never, Registration, Nothing, "PIN" },
        { 133009, 400, Never, Registration, Nothing, "PIN" },
        { 133015, 400, Never, Registration, Nothing, "five minutes" },
        { 133016, 400, Never, Registration, Nothing, "three days" },
        { 100, 400, Never, Request, StaffWillAnswer, "by hand" },
        { 131008, 400, Never, Request, StaffWillAnswer, "lacked" },
        { 131009, 400, Never, Request, StaffWillAnswer, "value" },
        { 131021, 400, Never, Request, Nothing, "own number" },
        { 131051, 400, Never, Request, Nothing, "kind of message" },
        { 130501, 400, Never, Request, Nothing, "kind of message" },
        { 131055, 400, Never, Request, Nothing, "call" },
        { 131062, 400, Never, Request, StaffWillAnswer, "phone number" },
        { 131064, 400, Never, Request, StaffWillAnswer, "by hand" },
        { 135000, 400, Never, Request, StaffWillAnswer, "by hand" },
        { 131026, 400, Never, Unreachable, Nothing, "cannot be reached" },
        { 131030, 400, Never, Unreachable, Nothing, "list" },
        { 137000, 400, Never, Identity, Nothing, "who they are" },
        { 131050, 400, Never, OptOut, Nothing, "stopped marketing" },
        { 131047, 400, Never, Window, Nothing, "24 hours" },
        { 4, 429, Wait, Rate, Nothing, "wait" },
        { 80007, 429, Wait, Rate, Nothing, "wait" },
        { 130429, 429, Wait, Rate, Nothing, "faster" },
        { 131056, 400, Wait, Rate, Nothing, "this person" },
        { 131048, 400, Never, Policy, Nothing, "blocked or reported" },
        { 1, 400, Retry, Passing, Nothing, "tried again" },
        { 2, 503, Retry, Passing, Nothing, "tried again" },
        { 131000, 500, Retry, Passing, Nothing, "tried again" },
        { 131016, 500, Retry, Passing, Nothing, "tried again" },
        { 131057, 500, Retry, Passing, Nothing, "tried again" },
        { 130472, 400, Never, Policy, Nothing, "experiment" },
        { 130497, 403, Never, Policy, Nothing, "country" },
        { 131049, 400, Never, Policy, Nothing, "24 hours" },
        { 134011, 400, Never, Policy, Nothing, "terms" },
        { 131035, 400, Never, Delivery, Nothing, "lost" },
        { 131036, 400, Never, Delivery, Nothing, "lost" },
        { 131060, 400, Never, Delivery, Nothing, "again" },
        { 131014, 400, Never, Media, Nothing, "file" },
        { 131052, 400, Never, Media, Nothing, "100 MB" },
        { 131053, 400, Never, Media, StaffWillAnswer, "type and size" },
        { 132000, 400, Never, Template, StaffWillAnswer, "number of places" },
        { 132001, 404, Never, Template, StaffWillAnswer, "language" },
        { 132005, 400, Never, Template, StaffWillAnswer, "too long" },
        { 132007, 400, Never, Template, StaffWillAnswer, "policy" },
        { 132008, 400, Never, Template, StaffWillAnswer, "place" },
        { 132012, 400, Never, Template, StaffWillAnswer, "place" },
        { 132015, 400, Never, Template, StaffWillAnswer, "paused" },
        { 132016, 400, Never, Template, StaffWillAnswer, "disabled" },
        { 132018, 400, Never, Template, StaffWillAnswer, "filled into" },
        { 132068, 400, Never, Template, StaffWillAnswer, "Flow" },
        { 132069, 400, Never, Template, StaffWillAnswer, "Flow" },
        { 2388019, 400, Never, Template, Nothing, "as many" },
        { 2388040, 400, Never, Template, Nothing, "too long" },
        { 2388047, 400, Never, Template, Nothing, "header" },
        { 2388072, 400, Never, Template, Nothing, "body" },
        { 2388073, 400, Never, Template, Nothing, "footer" },
        { 2388293, 400, Never, Template, Nothing, "too many places" },
        { 2388299, 400, Never, Template, Nothing, "begin or end" },
        { 987654, 400, Never, Unlisted, StaffWillAnswer, "not in the catalogue" },
    };

    [Theory, MemberData(nameof(Codes))]
    public async Task An_answer_with_a_code_tells_what_to_do_and_what_staff_see(
        int code, int status, ErrorAdvice advice, GraphErrorKind kind, PersonNotice person, string word)
    {
        var body = $$$"""{"error":{"message":"(#{{{code}}}) x","type":"OAuthException","code":{{{code}}},"error_data":{"messaging_product":"whatsapp","details":"x"},"fbtrace_id":"A"}}""";
        var rejected = Assert.IsType<SendOutcome.Rejected>(await SendAsync(status, body));
        Assert.Equal(new SendOutcome.Rejected(code, status, advice), rejected);
        var error = GraphErrors.Find(rejected.Code);
        Assert.Equal((code, advice, kind, person), (error.Code, error.Advice, error.Kind, error.Person));
        Assert.Contains(word, error.Meaning, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_failed_status_with_a_code_tells_the_same(
        int code, int status, ErrorAdvice advice, GraphErrorKind kind, PersonNotice person, string word)
    {
        var failed = $$"""{"id":"wamid.A","status":"failed","timestamp":"1700000000","recipient_id":"34600111222","errors":[{"code":{{code}},"title":"x"}]}""";
        var read = Assert.IsType<MessageStatus>(Assert.Single(Bodies.Read(Bodies.Statuses(failed)).Elements));
        var error = GraphErrors.Find(Assert.Single(read.ErrorCodes));
        Assert.InRange(status, 400, 599);
        Assert.Equal((code, advice, kind, person), (error.Code, error.Advice, error.Kind, error.Person));
        Assert.Contains(word, error.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_of_the_catalogue_has_a_row_above() =>
        Assert.Empty(GraphErrors.All.Select(error => error.Code).Except(Codes.Select(row => row.Data.Item1)));

    [Fact]
    public void Every_sentence_is_one_sentence_of_its_own_that_fits_a_line_or_two()
    {
        foreach (var error in GraphErrors.All)
        {
            Assert.True(char.IsAsciiLetterUpper(error.Meaning[0]) && error.Meaning[^1] == '.', error.Meaning);
            Assert.DoesNotContain(". ", error.Meaning, StringComparison.Ordinal);
            Assert.InRange(error.Meaning.Length, 40, 160);
            Assert.NotEmpty(error.Name);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(199)]
    [InlineData(300)]
    [InlineData(999999)]
    public void An_unknown_code_is_never_sent_again(int code)
    {
        var error = GraphErrors.Find(code);
        Assert.Equal((code, Unlisted, Never), (error.Code, error.Kind, error.Advice));
        Assert.Null(GraphErrors.Backoff(code, 0));
    }

    [Theory]
    [InlineData(131056, 0, 1.0)]
    [InlineData(131056, 1, 4.0)]
    [InlineData(131056, 3, 64.0)]
    [InlineData(131056, 6, 3600.0)]
    [InlineData(131056, 100000, 3600.0)]
    [InlineData(130429, 0, 1.0)]
    [InlineData(130429, 3, 8.0)]
    [InlineData(130429, 9, 60.0)]
    [InlineData(4, 0, 60.0)]
    [InlineData(80007, 2, 240.0)]
    [InlineData(80007, 50, 3600.0)]
    [InlineData(131016, 2, 4.0)]
    [InlineData(131016, 100000, 60.0)]
    [InlineData(131057, 10, 60.0)]
    [InlineData(131000, 4, 16.0)]
    [InlineData(131000, 5, null)]
    [InlineData(1, 5, null)]
    [InlineData(2, 5, 32.0)]
    [InlineData(131047, 0, null)]
    [InlineData(190, 0, null)]
    public void A_pause_grows_as_Meta_asks_and_ends(int code, int attempt, double? seconds) =>
        Assert.Equal(seconds, GraphErrors.Backoff(code, attempt)?.TotalSeconds);

    [Fact]
    public void A_pause_is_there_exactly_when_the_advice_is_to_go_on()
    {
        foreach (var error in GraphErrors.All)
            Assert.Equal(error.Advice != Never, GraphErrors.Backoff(error.Code, 0) is not null);
    }

    private static async Task<SendOutcome> SendAsync(int status, string body)
    {
        using var http = new HttpClient(new Answering((HttpStatusCode)status, body));
        var client = new CloudApiClient(http, new(new("https://graph.example"), "v26.0", Secret.FromText("t0ken")));
        return await client.SendAsync(
            "1", Recipient.PhoneNumber("+34600111222"u8.ToArray()), OutboundMessage.Text("x".Utf8()), "a1", default);
    }

    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
