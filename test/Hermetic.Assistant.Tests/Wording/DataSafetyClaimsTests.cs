using System.Buffers;
using System.Text;
using Hermetic.Testing;

namespace Hermetic.Assistant.Tests;

/// <summary>What is promised about people's messages is promised because a test holds it; here is which.</summary>
public sealed class DataSafetyClaimsTests
{
    private static readonly (string Claim, string File, string Test)[] _claims =
    [
        ("Salon Morgenrot stores your messages encrypted",
            "Hermetic.Storage.Tests/InboxContract.cs",
            "Nothing_of_what_was_said_lies_in_the_database_in_the_clear"),
        (", each person's with a key of their own",
            "Hermetic.Storage.Tests/ErasuresContract.cs",
            "The_keys_of_the_person_and_of_the_old_peppers_are_gone_and_the_others_open"),
        ("; every look by staff is recorded.",
            "Hermetic.Server.Tests/Privacy/PersonRecordTests.cs",
            "A_person_is_told_what_is_kept_and_who_looked"),
        (" Answered messages are deleted after 30 days",
            "Hermetic.Server.Tests/Messaging/HousekeepingTests.cs",
            "Messages_are_kept_for_the_promised_days_and_not_longer"),
        (", all of them earlier when you write \"delete my data\".",
            "Hermetic.Storage.Tests/ErasuresContract.cs",
            "Nothing_that_names_the_person_is_left_in_any_table"),
        (" WhatsApp (Meta) carries our messages; I pass them to nobody else.",
            "Architecture.Tests/BannedSymbolsTests.cs",
            "A_banned_symbol_is_refused_where_it_is_banned"),
    ];

    [Fact]
    public void Nothing_is_claimed_that_has_no_line_here()
    {
        var utf8 = new ArrayBufferWriter<byte>();
        Wording.En.Write(new Reply.DataSafety(), SampleBusiness.HairSalon, utf8);

        Assert.Equal(string.Concat(_claims.Select(one => one.Claim)), Encoding.UTF8.GetString(utf8.WrittenSpan));
    }

    [Fact]
    public void Each_claim_is_guarded_by_a_test_that_there_is() => Assert.All(_claims, one => Assert.Contains(
        $" {one.Test}(", File.ReadAllText(Path.Combine(Repository.Root, "test", one.File)), StringComparison.Ordinal));
}
