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
    public void Knowledge_that_became_a_file_is_a_problem_and_not_a_business_without_knowledge()
    {
        Directory.Delete(_mine.Full("knowledge"), recursive: true);
        Assert.Empty(_mine.Folder.Read().Said.Problems);
        _mine.Write("knowledge", "# Title");

        Assert.EndsWith(
            ": \"knowledge\" is a file; it has to be a folder of Markdown files",
            Assert.Single(_mine.Folder.Read().Said.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_became_a_folder_is_missing()
    {
        File.Delete(_mine.Full("services.json"));
        Directory.CreateDirectory(_mine.Full("services.json"));

        Assert.Equal(
            "services.json: the file is missing; copy it from a sample and make it yours",
            Assert.Single(_mine.Folder.Read().Said.Problems).ToString());
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

    [Fact]
    public void A_link_that_leads_out_of_the_folder_is_refused()
    {
        var outside = Directory.CreateTempSubdirectory("hermetic-outside-");
        try
        {
            File.WriteAllText(Path.Combine(outside.FullName, "secret.md"), "# Keys\n\n## Key\nThis is the key.\n");
            File.CreateSymbolicLink(_mine.Full("knowledge/straight.md"), Path.Combine(outside.FullName, "secret.md"));
            File.CreateSymbolicLink(
                _mine.Full("knowledge/upwards.md"), Path.GetRelativePath(_mine.Full("knowledge"), outside.FullName) + "/secret.md");
            Directory.CreateSymbolicLink(_mine.Full("door"), outside.FullName);
            File.CreateSymbolicLink(_mine.Full("knowledge/through.md"), "../door/secret.md");
            File.CreateSymbolicLink(_mine.Full("knowledge/nowhere.md"), "nothing.md");
            File.CreateSymbolicLink(_mine.Full("knowledge/round.md"), "round.md");

            Assert.Equal(
                [
                    "knowledge/nowhere.md: this is a link that leads nowhere; put the file itself here",
                    "knowledge/round.md: this is a link that leads nowhere; put the file itself here",
                    "knowledge/straight.md: this is a link that leads out of the folder; put the file itself here",
                    "knowledge/through.md: this is a link that leads out of the folder; put the file itself here",
                    "knowledge/upwards.md: this is a link that leads out of the folder; put the file itself here",
                ],
                _mine.Folder.Read().Said.Problems.Select(one => one.ToString()));

            Directory.Delete(_mine.Full("knowledge"), recursive: true);
            Directory.CreateSymbolicLink(_mine.Full("knowledge"), outside.FullName);
            Assert.Equal(
                "knowledge: this is a link that leads out of the folder; put the file itself here",
                Assert.Single(_mine.Folder.Read().Said.Problems).ToString());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_of_links_such_as_a_volume_of_a_container_is_read_and_its_edits_are_seen()
    {
        var plain = _mine.Folder.Read().Sha256;
        Directory.CreateDirectory(_mine.Full("..first"));
        foreach (var file in Directory.GetFiles(_mine.Path))
        {
            File.Move(file, Path.Combine(_mine.Full("..first"), Path.GetFileName(file)));
            File.CreateSymbolicLink(file, $"..data/{Path.GetFileName(file)}");
        }
        Directory.CreateSymbolicLink(_mine.Full("..data"), "..first");
        var (said, hash) = _mine.Folder.Read();
        Assert.Empty(said.Problems);
        Assert.Equal(plain, hash);

        var stamp = _mine.Folder.Stamp();
        Assert.Equal(stamp, _mine.Folder.Stamp());
        _mine.Replace("..first/services.json", "\"price\": 42", "\"price\": 43");
        Assert.NotEqual(stamp, _mine.Folder.Stamp());
    }

    [Fact]
    public void The_folder_itself_may_be_a_link()
    {
        var link = _mine.Path + "-link";
        Directory.CreateSymbolicLink(link, _mine.Path);
        try
        {
            Assert.Empty(new BusinessFolder(link).Read().Said.Problems);
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    public void Dispose() => _mine.Dispose();
}
