namespace Hermetic.Cryptography;

/// <summary>
/// The place that a sealed value belongs to. It opens in this place and no other; the deployment comes from the
/// key, the kind and its schema version from the type of the box.
/// </summary>
/// <param name="Table">The table's name.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Row">The row's id.</param>
/// <param name="RowVersion">The row's version with this value: an older value does not open in its place.</param>
/// <param name="Subject">Whose it is; <see cref="Guid.Empty"/> when nobody's.</param>
public readonly record struct SealContext(string Table, string Column, Guid Row, long RowVersion, Guid Subject);
