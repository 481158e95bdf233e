using System.Security.Cryptography;
using System.Text;
using Hermetic.Assistant;
using Hermetic.Server.Facts;

namespace Hermetic.Server.Tests.Facts;

public sealed class BusinessFolderTests : IDisposable
{
    private readonly OwnersFolder _mine = new();

    [Fact]
    public void A_copy_of_the_sample_is_the_sample()
    {
        var (said, hash) = _mine.Folder.Read();

        Assert.Empty(said.Problems);
        Assert.Equal(SampleBusiness.HairSalon.Name, said.Business!.Name);
        Assert.Equal(
            SampleBusiness.HairSalon.Knowledge.Select(one => one.Title), said.Business.Knowledge.Select(one => one.Title));
        Assert.Equal(BusinessFolder.Read(SampleBusiness.HairSalonFiles).Sha256, hash);
    }

    [Fact]
    public void The_fingerprint_is_what_sha256sum_says_of_what_sha256sum_says()
    {
        var lines = Directory.GetFiles(_mine.Path, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(_mine.Path, path), Hash: SHA256.HashData(File.ReadAllBytes(path))))
            .OrderBy(one => one.Item1, StringComparer.Ordinal)
            .Select(one => $"{Convert.ToHexStringLower(one.Hash)}  {one.Item1}\n");

        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))), _mine.Folder.Read().Sha256);
    }

    [Fact]
    public void What_editors_leave_behind_and_what_nothing_reads_is_left_out()
    {
        var before = _mine.Folder.Read().Sha256;
        _mine.Write(".services.json.swp.json", "{");
        _mine.Write("services.json~", "{");
        _mine.Write("README.md", "mine");
        _mine.Write("knowledge/.#parking.md", "");

        Assert.Empty(_mine.Folder.Read().Said.Problems);
        Assert.Equal(before, _mine.Folder.Read().Sha256);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_one_problem() => Assert.Equal(
        $"{_mine.Path}/nowhere: there is no such folder",
        Assert.Single(new BusinessFolder(Path.Combine(_mine.Path, "nowhere")).Read().Said.Problems).ToString());

    [Fact]
    public void A_file_that_is_too_large_is_not_read_to_its_end()
    {
        _mine.Write("questions.txt", new string('x', BusinessFile.MostBytes * 4));

        Assert.Equal("questions.txt: the file is too large; 256 KB are read at most", Assert.Single(_mine.Folder.Read().Said.Problems).ToString());
    }

    [Fact]
    public void Too_many_files_are_refused_before_they_are_read()
    {
        foreach (var number in Enumerable.Range(0, 500))
            File.WriteAllText(_mine.Full($"knowledge/{number}.md"), "");

        Assert.EndsWith("500 are read at most", Assert.Single(_mine.Folder.Read().Said.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stamp_changes_with_every_edit_and_not_without_one()
    {
        var stamps = new List<string> { _mine.Folder.Stamp() };
        Assert.Equal(stamps[0], _mine.Folder.Stamp());

        _mine.Replace("services.json", "42", "43");
        stamps.Add(_mine.Folder.Stamp());
        File.Move(_mine.Full("questions.txt"), _mine.Full("questions.old"));
        stamps.Add(_mine.Folder.Stamp());
        _mine.Write("knowledge/new.md", "# New\n\n## A\nB.\n");
        stamps.Add(_mine.Folder.Stamp());

        Assert.Equal(4, stamps.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("unreadable", new BusinessFolder(Path.Combine(_mine.Path, "nowhere")).Stamp());
    }

    public void Dispose() => _mine.Dispose();
}
