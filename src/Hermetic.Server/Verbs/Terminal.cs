using Hermetic.Cryptography;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary>The terminal, or the pipe in its place. The only code that touches the process's own streams.</summary>
internal static class Terminal
{
#pragma warning disable RS0030 // this is the one place that may
    internal static Stream In { get; } = System.Console.OpenStandardInput();

    internal static Stream Out { get; } = System.Console.OpenStandardOutput();

    /// <summary>Tables and colour for standard output; plain in a pipe, and NO_COLOR is honoured.</summary>
    internal static IAnsiConsole Screen { get; } = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });

    /// <summary>Colour only on a terminal; NO_COLOR is honoured.</summary>
    internal static IAnsiConsole Errors { get; } = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });

    /// <summary>Asks for a secret without showing what is typed; from a pipe, the first line. Null when nothing
    /// came.</summary>
    internal static Secret? AskSecret(string question)
    {
        if (System.Console.IsInputRedirected)
            return Given(Line());
        Errors.Write(question + " ");
        var typed = new System.Text.StringBuilder();
        for (ConsoleKeyInfo key; (key = System.Console.ReadKey(intercept: true)).Key != ConsoleKey.Enter;)
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Errors.WriteLine();
        return Given(typed.ToString());
    }

    /// <summary>One line of bytes, asked for on a terminal and taken from a pipe; it becomes no text.</summary>
    internal static byte[] AskLine(string question, int longest)
    {
        if (!System.Console.IsInputRedirected)
            Errors.Write(question + " ");
        var line = new List<byte>();
        while (line.Count < longest && In.ReadByte() is >= 0 and not '\n' and var next)
            line.Add((byte)next);
        return [.. line];
    }
#pragma warning restore RS0030

    /// <summary>The next line of a stream, without its end; null behind the last.</summary>
    internal static async Task<byte[]?> ReadLineAsync(Stream from, CancellationToken cancel)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await from.ReadAsync(one, cancel) > 0)
        {
            if (one[0] == '\n')
                return [.. line];
            line.Add(one[0]);
        }
        return line.Count > 0 ? [.. line] : null;
    }

    /// <summary>Whether the answer to a question begins with y; silence is no.</summary>
    internal static bool Confirm(string question)
    {
        Errors.Write(question + " ");
        return Line() is ['y' or 'Y', ..];
    }

    /// <summary>A line as it is: never wrapped, so that paths stay whole in a pipe.</summary>
    internal static void Say(string sentence) => Out.Write(System.Text.Encoding.UTF8.GetBytes(sentence + "\n"));

    /// <summary>A plain sentence on standard error; the verb then ends with 1.</summary>
    internal static int Fail(string sentence)
    {
        Errors.WriteLine(sentence);
        return 1;
    }

    private static Secret? Given(string typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : Secret.FromText(typed.Trim());

    // Byte by byte: what is behind the line may be the answer to the next question.
    private static string Line()
    {
        var line = new System.Text.StringBuilder();
        while (In.ReadByte() is >= 0 and not '\n' and var next)
            line.Append((char)next);
        return line.ToString().TrimEnd('\r');
    }
}
