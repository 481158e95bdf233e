using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hermetic.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Hermetic.RootProviders.Pkcs11;

/// <summary>
/// A token, found by its label anew for each use: it may have been pulled out and put back meanwhile. What
/// goes wrong is a <see cref="RootProviderException"/>. Thread-safe.
/// </summary>
internal sealed class Token(Pkcs11Options options)
{
    /// <summary>A library is loaded once in a process: ending one use of it would end them all.</summary>
    private static readonly ConcurrentDictionary<string, IPkcs11Library> _libraries = new(StringComparer.Ordinal);

    private static readonly Lock _loading = new();

    private readonly Lock _one = new();
    private readonly TokenSentences _sentences = new(options);

    /// <summary>
    /// Pkcs11Interop asks for <c>libdl</c>, a name that only the C library's development files know; every
    /// machine has <c>libdl.so.2</c>.
    /// </summary>
    static Token() => NativeLibrary.SetDllImportResolver(
        typeof(Pkcs11InteropFactories).Assembly,
        static (name, assembly, path) => name == "libdl" ? NativeLibrary.Load("libdl.so.2", assembly, path) : 0);

    public static Pkcs11InteropFactories Factories { get; } = new();

    public string Description => _sentences.Description;

    public TokenSentences Sentences => _sentences;

    /// <summary>Works with the token, logged in.</summary>
    public T Use<T>(Func<ISession, T> work)
    {
        lock (_one)
        {
            try
            {
                var slot = Slot();
                using var session = slot.OpenSession(SessionType.ReadWrite);
                LogIn(session, slot.GetTokenInfo().TokenFlags);
                return work(session);
            }
            catch (Pkcs11Exception failure)
            {
                throw _sentences.For(failure.RV);
            }
        }
    }

    /// <summary>Who made it, by its own account.</summary>
    public string Maker()
    {
        lock (_one)
        {
            try
            {
                var about = Slot().GetTokenInfo();
                return about.ManufacturerId + about.Model;
            }
            catch (Pkcs11Exception failure)
            {
                throw _sentences.For(failure.RV);
            }
        }
    }

    private ISlot Slot()
    {
        var slots = Library().GetSlotList(SlotsType.WithTokenPresent).Where(IsOurs).ToList();
        return slots.Count == 1 ? slots[0] : throw _sentences.NotOne(slots.Count);
    }

    private bool IsOurs(ISlot slot)
    {
        try
        {
            return slot.GetTokenInfo().Label.TrimEnd() == options.Token;
        }
        catch (Pkcs11Exception)
        {
            // Pulled out between the list and the look.
            return false;
        }
    }

    private void LogIn(ISession session, ITokenFlags flags)
    {
        if (flags.UserPinLocked)
            throw _sentences.For(CKR.CKR_PIN_LOCKED);
        if (flags.UserPinFinalTry)
            throw _sentences.LastTry();
        var secret = options.Pin.Read();
        var pin = secret.Use(0, static (utf8, _) =>
        {
            var copy = GC.AllocateUninitializedArray<byte>(utf8.Length, pinned: true);
            utf8.CopyTo(copy);
            return copy;
        });
        try
        {
            session.Login(CKU.CKU_USER, pin);
        }
        catch (Pkcs11Exception already) when (already.RV == CKR.CKR_USER_ALREADY_LOGGED_IN)
        {
            // The login is the process's, not the session's.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pin);
        }
    }

    private IPkcs11Library Library()
    {
        lock (_loading)
        {
            if (_libraries.TryGetValue(options.Module, out var loaded))
                return loaded;
            try
            {
                return _libraries[options.Module] =
                    Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, options.Module, AppType.MultiThreaded);
            }
            catch (Exception failure) when (failure is not Pkcs11Exception)
            {
                throw _sentences.NoLibrary();
            }
        }
    }
}
