using System.Diagnostics;
using System.Text.RegularExpressions;
using Hermetic.Testing;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>What is committed is finished, and says nothing about the machine it was written on.</summary>
public sealed partial class WordsTests
{
    // Put together here, so that this file does not contain what it looks for.
    private static readonly Regex _unfinished = new(
        string.Join(
            '|', "/wor" + "k/", "/tmp/roo" + "ms", @"\bTO" + @"DO\b", @"\bFIX" + @"ME\b",
            "NotImplemented" + "Exception"),
        RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task No_tracked_file_is_unfinished_or_names_a_machines_folders()
    {
        Assert.SkipUnless(Path.Exists(Product.Full(".git")), "This copy has no list of tracked files.");
        var files = await TrackedAsync();
        Assert.Contains("Directory.Build.props", files);
        // A file that was just deleted is tracked still.
        var present = files.Where(path => File.Exists(Product.Full(path)));
        Assert.DoesNotContain(present, path => _unfinished.IsMatch(File.ReadAllText(Product.Full(path))));
    }

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    [InlineData("see /wor" + "k/notes.md")]
    public void Such_words_are_found(string text) => Assert.Matches(_unfinished, text);

    [Theory]
    [InlineData("TODOS"), InlineData("https://example.com/working"), InlineData("workplace")]
    public void Their_neighbours_are_let_be(string text) => Assert.DoesNotMatch(_unfinished, text);

    [Fact]
    public void A_type_is_named_for_what_it_is() =>
        Assert.Empty(Product.Files.SelectMany(file => file.Nodes<BaseTypeDeclarationSyntax>()
            .Where(type => EmptyWord().IsMatch(type.Identifier.Text)).Select(file.At)));

    [Theory]
    [InlineData("KeyManager", true)]
    [InlineData("SqlUtils", true)]
    [InlineData("Database", false)]
    [InlineData("InfoPage", false)]
    public void An_empty_word_at_the_end_of_a_name_is_found(string name, bool empty) =>
        Assert.Equal(empty, EmptyWord().IsMatch(name));

    private static async Task<string[]> TrackedAsync()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var listed = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
        return listed.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(
        "(Manager|Helper|Utils?|Core|Common|Processor|Info|Data|Base|Impl)$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyWord();
}
