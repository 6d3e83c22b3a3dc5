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
    /// All that is wrong with it, in the order of the fields. The code is looked at afterwards: it counts once.
    /// </summary>
    /// <param name="born">Of whom it is; null: nobody knows.</param>
    public IEnumerable<string> Faults(DateOnly today, long mostDays, DateOnly? born) => new[]
    {
        UntilFault(Until, today, mostDays),
        By is ConsentBy.Self && born?.AddYears(OfAge) > today ? "need.under-age"
            : By is ConsentBy.Guardian && Name?.Trim() is not { Length: > 0 and <= NameMax } ? "need.guardian"
            : null,
        Way is ConsentWay.Paper && Paper?.Trim() is not { Length: > 0 and <= PaperMax } ? "need.paper" : null,
        Way is ConsentWay.Paper && (On is null || On > today || On < today.AddDays(-(int)mostDays))
            ? "need.consent-day"
            : null,
    }.OfType<string>();

    /// <summary>What is wrong with a last day, or null.</summary>
    public static string? UntilFault(DateOnly? until, DateOnly today, long mostDays) =>
        until is null || until <= today ? "need.until"
        : until > today.AddDays((int)mostDays) ? "need.until-far"
        : null;

    public Consent Closed(SecretBox box, DateOnly today) => new(
        By, By is ConsentBy.Guardian ? box.Protect(Name!.Trim()) : null, Way,
        Way is ConsentWay.Paper ? Paper!.Trim() : null,
        Way is ConsentWay.Paper ? On!.Value : today);
}
