namespace Hermetic.Assistant.Tests;

public sealed class MedicineTests
{
    [Theory]
    [InlineData("can I take 3 ibuprofen?", nameof(MedicalQuestion.Dose))]
    [InlineData("how much paracetamol may I take", nameof(MedicalQuestion.Dose))]
    [InlineData("how many painkillers are too many?", nameof(MedicalQuestion.Dose))]
    [InlineData("can I stop taking my blood thinners before the extraction?", nameof(MedicalQuestion.Dose))]
    [InlineData("Is it OK to mix antibiotics with alcohol?", nameof(MedicalQuestion.Dose))]
    [InlineData("what can I take for a toothache", nameof(MedicalQuestion.Dose))]
    [InlineData("which painkiller is best?", nameof(MedicalQuestion.Dose))]
    [InlineData("is it safe to bleach my hair while pregnant?", nameof(MedicalQuestion.Safety))]
    [InlineData("I'm breastfeeding, can I still have an injection?", nameof(MedicalQuestion.Safety))]
    [InlineData("can I take a seat while I wait?", nameof(MedicalQuestion.None))]
    [InlineData("can I take my dog?", nameof(MedicalQuestion.None))]
    [InlineData("how much is a haircut?", nameof(MedicalQuestion.None))]
    [InlineData("do I need to tell you which medicines I take?", nameof(MedicalQuestion.None))]
    [InlineData("remind me to take my pills at 8", nameof(MedicalQuestion.None))]
    [InlineData("I am pregnant and would like a check-up", nameof(MedicalQuestion.None))]
    [InlineData("is it safe to park there?", nameof(MedicalQuestion.None))]
    public void Only_what_a_doctor_must_answer_is_a_question_of_medicine(string text, string question) =>
        Assert.Equal(question, Medicine.For("en").Find(FoldedText.Fold(text)).ToString());
}
