using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Xml.Linq;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Hermetic.Server.Keys;

/// <summary>
/// Where ASP.NET Core keeps the keys of its data protection: rows sealed under the system key, and so under the root
/// provider, shared by all nodes and sealed anew with every rotation. By itself it would keep them in a file, in the clear.
/// In its own memory they are ordinary objects and strings: that is the framework's.
/// </summary>
internal sealed class ProtectionKeys(Database database, Vault vault) : IXmlRepository
{
    private static readonly AccessRecord _record = new(
        "data-protection-key.created", Caller.Service("data-protection").Actor, Target.Deployment, Allowed: true);

    /// <summary>The framework asks without awaiting: rarely, and on a thread of its own.</summary>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = new List<XElement>();
        foreach (var row in database.Read(DataProtectionKeys.List))
        {
            vault.KnowAsync(row.Sealed.KeyId, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            using var content = vault.Ring.System.Open(row.Sealed, Context(row.Id)).Keep();
            using var stream = PipeReader.Create(new ReadOnlySequence<byte>(content.Memory)).AsStream();
            elements.Add(XElement.Load(stream));
        }
        return elements;
    }

    /// <param name="friendlyName">Not kept: the key's id stands in the element.</param>
    public void StoreElement(XElement element, string friendlyName)
    {
        var id = RowIds.New();
        using var xml = new MemoryStream();
        element.Save(xml, SaveOptions.DisableFormatting);
        var bytes = xml.GetBuffer().AsSpan(0, (int)xml.Length);
        var box = vault.Ring.System.Seal<DataProtectionContent>(bytes, Context(id));
        CryptographicOperations.ZeroMemory(bytes);
        database.CommitAsync(transaction => DataProtectionKeys.Keep(transaction, id, box, _record)).GetAwaiter().GetResult();
    }

    internal static SealContext Context(Guid row) => new("data_protection_key", "envelope", row, 1, Guid.Empty);

    /// <param name="deployment">Whose: what another deployment protected is not opened here, whoever copied it.</param>
    internal static IServiceCollection Add(IServiceCollection services, Guid deployment)
    {
        services.AddDataProtection().SetApplicationName($"hermetic/{deployment:N}");
        // A key is made when something is first protected, and not at every start.
        foreach (var preload in services.Where(IsPreload).ToList())
            services.Remove(preload);
        services.AddSingleton<ProtectionKeys>().AddOptions<KeyManagementOptions>()
            .Configure<ProtectionKeys>(static (options, keys) => options.XmlRepository = keys);
        return services;
    }

    private static bool IsPreload(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly;
}
