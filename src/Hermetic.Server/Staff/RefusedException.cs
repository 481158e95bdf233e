namespace Hermetic.Server.Staff;

/// <summary>What somebody of the business wanted is not done.</summary>
/// <param name="why">A plain sentence of ours, with nothing of anybody's in it but random ids.</param>
internal sealed class RefusedException(string why) : Exception(why);
