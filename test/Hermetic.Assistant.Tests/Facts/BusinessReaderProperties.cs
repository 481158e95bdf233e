using CsCheck;
using Hermetic.Testing;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Whatever somebody does to a file with an editor: the reading ends, and its problems have lines that exist.</summary>
public sealed class BusinessReaderProperties
{
    private static readonly IReadOnlyList<BusinessFile> Sample =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "business", "dental-practice"), "*.json")
            .Select(path => new BusinessFile(Path.GetFileName(path), File.ReadAllBytes(path), new LocalDate(2026, 11, 1))),
    ];

    private static readonly byte[] Signs = "{}[]\",:-/ 0aé\n"u8.ToArray();

    private static readonly Gen<(int File, int Sign, double At, bool Insert)[]> Edits =
        Gen.Select(Gen.Int[0, Sample.Count - 1], Gen.Int[0, Signs.Length - 1], Gen.Double[0, 1], Gen.Bool).Array[1, 4];

    [Fact]
    public void The_sample_itself_has_no_problem() => Assert.Empty(BusinessReader.Read(Sample).Problems);

    [Fact]
    public void An_edit_gives_a_business_or_problems_with_lines_that_exist() => Edits.Sample(edits =>
    {
        var files = Sample.Select(file => file.Utf8.ToArray().ToList()).ToList();
        foreach (var (file, sign, at, insert) in edits)
        {
            var index = (int)(at * (files[file].Count - 1));
            if (insert)
                files[file].Insert(index, Signs[sign]);
            else
                files[file].RemoveAt(index);
        }
        var edited = Sample.Zip(files, (file, bytes) => file with { Utf8 = bytes.ToArray() }).ToList();

        var reading = BusinessReader.Read(edited);

        Assert.Equal(reading.Problems.Count == 0, reading.Business is not null);
        Assert.All(reading.Problems, problem => Assert.InRange(
            problem.Line, 0, edited.First(file => file.Name == problem.File).Utf8.Span.Count((byte)'\n') + 1));
    }, iter: 500);
}
