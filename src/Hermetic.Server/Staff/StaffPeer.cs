using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Hermetic.Domain;

namespace Hermetic.Server.Staff;

/// <summary>
/// Who is at the other end of the staff socket, as the kernel says it: nothing that the other end says of itself. The
/// socket is the service account's alone, so the account tells nobody from anybody; who logged in does, since that number
/// (<c>loginuid</c>) stays through sudo and su and cannot be changed by whoever has it.
/// </summary>
/// <param name="HasLoggedIn">
/// The number is of who logged in; else of the account that the process runs as: nobody logged in (a container, a timer).
/// </param>
/// <param name="Number">A uid, as the kernel of this machine counts them.</param>
internal readonly record struct StaffPeer(bool HasLoggedIn, uint Number) : IActor
{
    // Linux: getsockopt(fd, SOL_SOCKET, SO_PEERCRED) fills struct ucred { pid, uid, gid }, see unix(7).
    private const int Level = 1;
    private const int Credentials = 17;
    private const int CredentialsLength = 12;

    /// <summary>Nobody logged in: (uid_t)-1, see proc_pid_loginuid(5).</summary>
    private const uint Unset = uint.MaxValue;

    // The last six bytes of the id: what the number is of, then the number.
    private const int Tail = 10;
    private const byte Login = 0x10;
    private const byte Account = 0x20;

    /// <summary>As the ledger and the database name them.</summary>
    public StaffId Id
    {
        get
        {
            Span<byte> id = stackalloc byte[16];
            StaffDesk.Somebody.Value.TryWriteBytes(id, bigEndian: true, out _);
            id[Tail..].Clear();
            id[Tail] = HasLoggedIn ? Login : Account;
            BinaryPrimitives.WriteUInt32BigEndian(id[^sizeof(uint)..], Number);
            return StaffId.From(new Guid(id, bigEndian: true));
        }
    }

    internal static StaffPeer Of(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[CredentialsLength];
        socket.GetRawSocketOption(Level, Credentials, credentials);
        var numbers = MemoryMarshal.Cast<byte, uint>(credentials);
        return LoginOf(numbers[0]) is { } login ? new(HasLoggedIn: true, login) : new(HasLoggedIn: false, numbers[1]);
    }

    /// <summary>Null for an id that is no peer's, such as <see cref="StaffDesk.Somebody"/>.</summary>
    internal static StaffPeer? Of(StaffId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var peer = new StaffPeer(bytes[Tail] == Login, BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]));
        return peer.Id == id ? peer : null;
    }

    /// <summary>Whoever may use the service's own account may do what its verbs do.</summary>
    public Caller Caller => Caller.Staff(
        Id, Permission.ReadConversations, Permission.EraseSubjects, Permission.ExportSubjects, Permission.HoldSubjects,
        Permission.ReadLedger);

    /// <summary>
    /// Whether it is certain that these are two people: two who logged in. Accounts are not: whoever may use the service's
    /// may often use root's too.
    /// </summary>
    public bool IsSomebodyElseThan(StaffId other) =>
        HasLoggedIn && Of(other) is { HasLoggedIn: true } first && first.Number != Number;

    /// <summary>Null when nobody logged in, or it cannot be told: behind a user namespace logins are not seen.</summary>
    private static uint? LoginOf(uint process)
    {
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/loginuid");
            return uint.TryParse(
                File.ReadAllBytes(path), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var login)
                && login != Unset
                    ? login
                    : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(HasLoggedIn ? "login" : "account")} {Number}");
}
