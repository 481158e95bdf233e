using Hermetic.Simulator;

namespace Hermetic.Server.Verbs;

/// <summary>The template that the demo's WhatsApp account has approved, so that reminders reach people after a day as well.</summary>
internal static class DemoReminder
{
    internal static SimulatedTemplate Template { get; } = new(
        "appointment_reminder", "en", SimulatedTemplate.Utility,
        "Your appointment: {{service}} on {{date}} at {{time}}, {{business}}. If you cannot come, write "
        + "\"cancel my appointment\".");
}
