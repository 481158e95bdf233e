namespace Hermetic.Domain;

/// <summary>Identity of one installation of the product, bound into everything it seals.</summary>
public static class DeploymentIds
{
    public static Guid New() => RandomId.Next();
}
