namespace Hermetic.Domain;

/// <summary>GDPR Art. 6(1), points (a) to (f) in their order. The zero value is no basis.</summary>
public enum LawfulBasis
{
    None,
    Consent,
    Contract,
    LegalObligation,
    VitalInterests,
    PublicTask,
    LegitimateInterests,
}
