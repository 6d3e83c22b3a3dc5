using Bandeng.Kernel.Secrets;

namespace Bandeng.Households.Needs.Acts;

/// <summary>Consent as a form tells of it.</summary>
/// <param name="Code">As the person read it to the clerk.</param>
/// <param name="Until">The last day; no consent is without one.</param>
internal sealed record ConsentForm(
    ConsentBy By, string? Name, ConsentWay Way, string? Paper, DateOnly? On, string? Code, DateOnly? Until)
{
    private const int NameMax = 40;
    private const int PaperMax = 100;

    // Personal Information Protection Law, article 31.
    private const int OfAge = 14;

    /// <summary>
    /// The first thing that is wrong with it, or null. The code is looked at afterwards: it counts once.
    /// </summary>
    /// <param name="born">Of whom it is; null: nobody knows.</param>
    public string? Fault(DateOnly today, long mostDays, DateOnly? born) =>
        By is ConsentBy.Self && born?.AddYears(OfAge) > today ? "need.under-age"
        : By is ConsentBy.Guardian && Name?.Trim() is not { Length: > 0 and <= NameMax } ? "need.guardian"
        : Way is ConsentWay.Paper && Paper?.Trim() is not { Length: > 0 and <= PaperMax } ? "need.paper"
        : Way is ConsentWay.Paper
        && (On is null || On > today || On < today.AddDays(-(int)mostDays)) ? "need.consent-day"
        : Until is null || Until <= today ? "need.until"
        : Until > today.AddDays((int)mostDays) ? "need.until-far"
        : null;

    public Consent Closed(SecretBox box, DateOnly today) => new(
        By, By is ConsentBy.Guardian ? box.Protect(Name!.Trim()) : null, Way,
        Way is ConsentWay.Paper ? Paper!.Trim() : null,
        Way is ConsentWay.Paper ? On!.Value : today);
}
