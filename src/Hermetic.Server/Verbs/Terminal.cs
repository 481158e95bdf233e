using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary>The terminal, or the pipe in its place. The only code that touches the process's own streams.</summary>
internal static class Terminal
{
#pragma warning disable RS0030 // this is the one place that may
    internal static Stream In { get; } = Console.OpenStandardInput();

    internal static Stream Out { get; } = Console.OpenStandardOutput();

    /// <summary>Colour only on a terminal; NO_COLOR is honoured.</summary>
    internal static IAnsiConsole Errors { get; } = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
#pragma warning restore RS0030

    /// <summary>A line as it is: never wrapped, so that paths stay whole in a pipe.</summary>
    internal static void Say(string sentence) => Out.Write(System.Text.Encoding.UTF8.GetBytes(sentence + "\n"));

    /// <summary>A plain sentence on standard error; the verb then ends with 1.</summary>
    internal static int Fail(string sentence)
    {
        Errors.WriteLine(sentence);
        return 1;
    }
}
