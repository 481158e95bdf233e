using Hermetic.Cryptography;
using Hermetic.Ledger;

namespace Hermetic.Storage.Tests;

/// <summary>
/// A database with a deployment: real keys in a directory, a key tree whose pages are its rows.
/// </summary>
public abstract class KeyedContract(IEngine engine) : Contract(engine)
{
    private const int FirstEpoch = 1;

    protected KeyDirectory Keys { get; private set; } = null!;

    protected KeyTree Tree { get; private set; } = null!;

    protected KeyPages Pages { get; private set; } = null!;

    /// <summary>The root that opens the stored pages.</summary>
    protected ErasableRoot Root { get; set; } = null!;

    /// <summary>One leaf is minted: slots 0 to 255.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Keys = await KeyDirectory.CreateAsync(
            Path.Combine(Engine.Folder, "keys"), Arena, FileRoot.Source, DeploymentId, default);
        Root = await Keys.LoadRootAsync(FirstEpoch, default);
        Tree = new KeyTree(DeploymentId, Arena);
        Pages = new KeyPages(Database);
        await Database.CommitAsync(transaction => Deployment.Create(
            transaction, DeploymentId, FirstEpoch, Tree.CreateRootPage(Root), Rfc6962.EmptyRoot.ToArray()));
        Keys.Commit();
        await MintAsync();
    }

    protected async Task<int> MintAsync()
    {
        var leaf = 0;
        await Database.CommitAsync(transaction => { leaf = Deployment.NextLeaf(transaction); });
        var minted = await Tree.MintAsync(leaf, Root, Pages, default);
        await Database.CommitAsync(transaction =>
        {
            foreach (var page in minted)
                KeyPages.Insert(transaction, page);
        });
        return leaf;
    }

    protected ValueTask<ContentKey> OpenAsync(long slot) => Tree.OpenSlotAsync(slot, Root, Pages, default);

    /// <summary>
    /// The roll that destroys slots, not yet committed; its root is stored beside the present one.
    /// </summary>
    protected async Task<(KeyRoll Roll, ErasableRoot Next)> RollAsync(params long[] destroy)
    {
        var epoch = Root.Epoch + 1;
        var next = Keys.Epochs.Contains(epoch)
            ? await Keys.LoadRootAsync(epoch, default)
            : await Keys.StoreRootAsync(epoch, default);
        return (await Tree.RollAsync(destroy, Root, next, Pages, default), next);
    }

    public override async ValueTask DisposeAsync()
    {
        Root.Dispose();
        Keys.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
