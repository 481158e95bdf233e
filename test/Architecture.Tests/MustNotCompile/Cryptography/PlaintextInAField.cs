// expect CS8345
using Hermetic.Cryptography;

internal sealed class Misuse
{
    public Plaintext Stored;
}
