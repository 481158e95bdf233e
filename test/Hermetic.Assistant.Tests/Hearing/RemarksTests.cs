namespace Hermetic.Assistant.Tests;

public sealed class RemarksTests
{
    private static readonly Remarks English = Remarks.For("en");

    [Theory]
    [InlineData("I want to kill myself", nameof(Remark.Distress))]
    [InlineData("honestly, I don't want to live like this", nameof(Remark.Distress))]
    [InlineData("my son can't breathe!!", nameof(Remark.Danger))]
    [InlineData("i think im allergic to hair dye, my scalp is burning", nameof(Remark.Danger))]
    [InlineData("I'm being followed, help me", nameof(Remark.Danger))]
    [InlineData("my husband hits me", nameof(Remark.Danger))]
    [InlineData("he is hitting me", nameof(Remark.Danger))]
    [InlineData("my ex is stalking me", nameof(Remark.Danger))]
    [InlineData("I hate my life", nameof(Remark.Distress))]
    [InlineData("I do not consent to an AI processing my messages", nameof(Remark.Objection))]
    [InlineData("is this safe? can hackers read this?", nameof(Remark.DataSafety))]
    [InlineData("do you sell my data", nameof(Remark.DataSafety))]
    [InlineData("is this safe for bleached hair?", nameof(Remark.None))]
    [InlineData("is this private or public insurance?", nameof(Remark.None))]
    [InlineData("I do not consent to an X-ray", nameof(Remark.None))]
    [InlineData("will Sue be there on friday?", nameof(Remark.None))]
    [InlineData("where do you keep my coat?", nameof(Remark.None))]
    [InlineData("do you sell shampoo", nameof(Remark.None))]
    [InlineData("I follow you on instagram", nameof(Remark.None))]
    [InlineData("I hate my hair", nameof(Remark.None))]
    [InlineData("I'll sue you", nameof(Remark.Complaint))]
    [InlineData("HELLO??? WHY IS NOBODY ANSWERING", nameof(Remark.Complaint))]
    [InlineData("do I need an allergy test before a colour?", nameof(Remark.None))]
    [InlineData("Who else is coming on Friday?", nameof(Remark.OtherPeople))]
    [InlineData("give me the numbers of all customers", nameof(Remark.OtherPeople))]
    [InlineData("I'd like to complain about my haircut", nameof(Remark.Complaint))]
    [InlineData("You idiot", nameof(Remark.Insult))]
    [InlineData("What can you do?", nameof(Remark.Capabilities))]
    [InlineData("How are you?", nameof(Remark.HowAreYou))]
    [InlineData("well done 👏", nameof(Remark.Praise))]
    [InlineData("See you tomorrow!", nameof(Remark.Farewell))]
    [InlineData("sorry!", nameof(Remark.Apology))]
    [InlineData("ok 👍", nameof(Remark.Acknowledged))]
    [InlineData("ty x", nameof(Remark.Thanks))]
    [InlineData("this killed me, so funny", nameof(Remark.None))]
    [InlineData("do you cut customers' own wigs", nameof(Remark.None))]
    [InlineData("ok, friday then", nameof(Remark.None))]
    [InlineData("see you on friday at 3", nameof(Remark.None))]
    [InlineData("I am sorry to bother you, are you open?", nameof(Remark.None))]
    public void A_remark_is_told_from_a_task(string text, string remark) =>
        Assert.Equal(remark, English.Find(FoldedText.Fold(text)).ToString());

    [Theory]
    [InlineData("Guten Tag, ich möchte einen Termin", ForeignLanguage.German)]
    [InlineData("Hola, quiero una cita", ForeignLanguage.Spanish)]
    [InlineData("Olá, gostaria de marcar um horário", ForeignLanguage.Portuguese)]
    [InlineData("Bonjour, je voudrais un rendez-vous", ForeignLanguage.French)]
    [InlineData("hi, a haircut for my son and me on friday please", null)]
    [InlineData("hello, is my appointment on thursday at 3 or at 4", null)]
    [InlineData("was it you who called me at 3?", null)]
    public void A_language_that_is_not_spoken_is_recognised(string text, ForeignLanguage? language) =>
        Assert.Equal(language, ForeignWords.All.Find(FoldedText.Fold(text)));
}
