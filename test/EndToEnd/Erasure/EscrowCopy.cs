using Hermetic.Cryptography;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>A copy of an escrow's directory in a stranger's hands: its pages, as of the latest epoch in it.</summary>
internal sealed class EscrowCopy : IKeyPages
{
    private readonly Dictionary<PageAddress, KeyPage> _pages = [];

    public EscrowCopy(string folder)
    {
        // page.LEVEL.INDEX.VERSION.EPOCH, as docs/formats.md has it.
        var files = Directory.GetFiles(Path.Combine(folder, "pages"))
            .Select(file => (File: file, Numbers: Path.GetFileName(file)["page.".Length..].Split('.').Select(int.Parse).ToArray()));
        foreach (var (file, numbers) in files.OrderBy(one => (one.Numbers[3], one.Numbers[2])))
        {
            var address = new PageAddress(numbers[0], numbers[1]);
            _pages[address] = new(address, numbers[2], File.ReadAllBytes(file));
        }
    }

    public int Count => _pages.Count;

    public ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel) =>
        ValueTask.FromResult(_pages.GetValueOrDefault(address));
}
