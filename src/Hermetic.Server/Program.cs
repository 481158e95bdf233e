using System.CommandLine;
using Hermetic.Server.Verbs;

return await new RootCommand("""
    Hermetic: a WhatsApp assistant for a business that has to answer for its data.
    `./hermetic test` runs the test suite; see `./hermetic test --help`.
    """)
{
    DemoVerb.Create(),
    ServeVerb.Create(),
    ConversationVerb.Create(),
    UnderstandVerb.Create(),
    WebhookVerb.Create(),
    LedgerVerb.Create(),
}.Parse(args).InvokeAsync();
