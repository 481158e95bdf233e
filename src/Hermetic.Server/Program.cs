using System.CommandLine;
using Hermetic.Server.Verbs;

return await new RootCommand("""
    Hermetic: a WhatsApp assistant for a business that has to answer for its data.
    `./hermetic test` runs the test suite; see `./hermetic test --help`.
    """)
{
    DemoVerb.Create(),
    SimulateVerb.Create(),
    ServeVerb.Create(),
    ReadyVerb.Create(),
    DoctorVerb.Create(),
    AdminVerb.Create(),
    ConversationVerb.Create(),
    UnderstandVerb.Create(),
    CheckBusinessVerb.Create(),
    WebhookVerb.Create(),
    OutboxVerb.Create(),
    ParkedVerb.Create(),
    SubjectVerb.Create(),
    RetentionVerb.Create(),
    LedgerVerb.Create(),
    WitnessVerb.Create(),
    StorageVerb.Create(),
    KeysVerb.Create(),
    EscrowVerb.Create(),
    WhatsAppVerb.Create(),
}.Parse(args).InvokeAsync(new InvocationConfiguration
{
    // Longer than the host's own 30 seconds: a stop that takes its time is still a graceful one.
    ProcessTerminationTimeout = TimeSpan.FromSeconds(60),
});
