using Hermetic.Domain;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>
/// A log line is a fixed sentence with ids, enums, counts and durations in it; never what somebody said or
/// is.
/// </summary>
public sealed class LoggingTests
{
    private static readonly string[] _numbers =
        ["bool", "byte", "short", "int", "long", "uint", "ulong", "double", "TimeSpan"];

    // Strings that hold the name of a type; the call sites are held to that.
    private static readonly string[] _typeNames = ["failure", "reason"];

    private static readonly HashSet<string> _words =
    [
        .. _numbers,
        .. typeof(SubjectId).Assembly.GetExportedTypes().Where(IsId).Select(type => type.Name),
        .. Product.Files.SelectMany(file => file.Nodes<EnumDeclarationSyntax>())
            .Select(type => type.Identifier.Text),
    ];

    [Fact]
    public void A_log_line_takes_ids_enums_numbers_durations_and_type_names()
    {
        Assert.Empty(Product.Files.SelectMany(Breaches));
        Assert.True(Product.Files.Sum(file => LogMethods(file).Count()) > 10, "The log lines were not seen.");
    }

    [Theory]
    [InlineData("[LoggerMessage(1, LogLevel.Error, \"{Text}\")] partial void Said(string text);")]
    [InlineData("[LoggerMessage(1, LogLevel.Error, \"{Body}\")] partial void Said(byte[] body);")]
    [InlineData("[LoggerMessage(1, LogLevel.Error, \"Failed\")] partial void Failed(Exception failure);")]
    [InlineData("[LoggerMessage(1, LogLevel.Error, \"{Who}\")] partial void Said(object who);")]
    [InlineData("[Microsoft.Extensions.Logging.LoggerMessageAttribute(1)] partial void Said(string text);")]
    [InlineData("[LoggerMessage(1)] partial void F(string failure); void M(Exception e) => F(e.Message);")]
    [InlineData("[LoggerMessage(1)] partial void F(string failure); void M(string text) => this.F(text);")]
    [InlineData("void M(ILogger log, string text) => log.LogWarning(text);")]
    public void A_log_line_that_could_carry_content_is_found(string members) =>
        Assert.Single(Breaches(SourceFile.Of("X.cs", $"partial class X {{ {members} }}")));

    [Theory]
    [InlineData("[LoggerMessage(1)] partial void M(SubjectId who, OutboxState s, int n, TimeSpan? took);")]
    [InlineData("[LoggerMessage] partial void F(ILogger l, string reason); int M => F(l, e.GetType().Name);")]
    public void A_log_line_without_content_is_let_be(string members) =>
        Assert.Empty(Breaches(SourceFile.Of("X.cs", $"partial class X {{ {members} }}")));

    private static IEnumerable<string> Breaches(SourceFile file) =>
    [
        .. LogMethods(file).SelectMany(method => method.ParameterList.Parameters)
            .Where(CouldCarryContent).Select(file.At),
        .. LogMethods(file)
            .SelectMany(method => Strings(method).SelectMany(index => Arguments(file, method, index)))
            .Where(argument => !argument.ToString().EndsWith(".GetType().Name", StringComparison.Ordinal))
            .Select(file.At),
        .. file.Nodes<MemberAccessExpressionSyntax>().Where(IsFreeLogging).Select(file.At),
    ];

    private static IEnumerable<MethodDeclarationSyntax> LogMethods(SourceFile file) =>
        file.Nodes<MethodDeclarationSyntax>().Where(method => method.AttributeLists
            .SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString().Contains("LoggerMessage", StringComparison.Ordinal)));

    private static bool CouldCarryContent(ParameterSyntax parameter)
    {
        var type = parameter.Type!.ToString().TrimEnd('?');
        return type == "string"
            ? !_typeNames.Contains(parameter.Identifier.Text)
            : !type.StartsWith("ILogger", StringComparison.Ordinal) && !_words.Contains(type);
    }

    /// <summary>Where its parameters are strings that are allowed by name.</summary>
    private static IEnumerable<int> Strings(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Index()
            .Where(one => one.Item.Type!.ToString().TrimEnd('?') == "string" && !CouldCarryContent(one.Item))
            .Select(one => one.Index);

    private static IEnumerable<ExpressionSyntax> Arguments(
        SourceFile file, MethodDeclarationSyntax method, int index) =>
        file.Nodes<InvocationExpressionSyntax>()
            .Where(call => call.Expression.ToString().Split('.')[^1] == method.Identifier.Text
                && call.ArgumentList.Arguments.Count == method.ParameterList.Parameters.Count)
            .Select(call => call.ArgumentList.Arguments[index].Expression);

    private static bool IsFreeLogging(MemberAccessExpressionSyntax member) => member.Name.Identifier.Text is
        "LogTrace" or "LogDebug" or "LogInformation" or "LogWarning" or "LogError" or "LogCritical";

    private static bool IsId(Type type) =>
        type.IsValueType && type.Name.EndsWith("Id", StringComparison.Ordinal)
        && type.GetProperty("Value")?.PropertyType == typeof(Guid);
}
