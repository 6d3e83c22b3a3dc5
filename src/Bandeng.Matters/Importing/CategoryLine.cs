using System.Globalization;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Importing;

/// <summary>One line of a catalogue file, as it stands in the table <c>categories</c>.</summary>
internal sealed record CategoryLine
{
    private const int CodeMax = 20;
    private const int NameMax = 60;
    private const int SentenceMax = 500;
    private static readonly string[] Ways = ["court", "discipline", "police"];

    public required string Code { get; init; }

    public string? ParentCode { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string Filing { get; init; }

    public required string Closing { get; init; }

    public long LimitAmount { get; init; }

    public required string LimitClass { get; init; }

    public required string Duty { get; init; }

    public string? DutyBody { get; init; }

    public bool EvidenceWanted { get; init; }

    public bool CheckWanted { get; init; }

    /// <summary>court, discipline or police: told the lawful way, never dispatched.</summary>
    public string? RedirectOnly { get; init; }

    /// <summary>The columns that a file must have; <c>valid_from</c> may be left out.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "code", "parent_code", "name", "name_en", "filing", "closing", "limit_amount", "limit_class", "duty",
        "duty_body",
        "evidence_wanted", "check_wanted", "redirect_only",
    ];

    /// <summary>Reads a line; or says by code why it cannot be used.</summary>
    /// <param name="at">Where each of <see cref="Columns"/> stands.</param>
    public static string? Read(TableRow row, IReadOnlyList<int> at, out CategoryLine? line)
    {
        string Field(string name) => row.Fields[at[Columns.Index().First(column => column.Item == name).Index]];
        line = null;
        var fault = row.Fault
            ?? Text(Field("code"), CodeMax, "category.code")
            ?? Text(Field("name"), NameMax, "category.name")
            ?? Text(Field("name_en"), NameMax, "category.name")
            ?? Text(Field("filing"), SentenceMax, "category.condition")
            ?? Text(Field("closing"), SentenceMax, "category.condition")
            ?? (Field("parent_code") == Field("code") ? "category.parent" : null)
            ?? (Amount(Field("limit_amount")) is null || ClassOf(Field("limit_class")) is null ? "category.limit" : null)
            ?? (Enum.TryParse<Duty>(Field("duty"), out var duty) && Enum.IsDefined(duty) ? null : "category.duty")
            ?? (Flag(Field("evidence_wanted")) is null || Flag(Field("check_wanted")) is null ? "category.flag" : null)
            ?? (Field("redirect_only") is "" || Ways.Contains(Field("redirect_only")) ? null : "category.way");
        line = fault is null ? Of(Field) : null;
        return fault;
    }

    private static CategoryLine Of(Func<string, string> field) => new()
    {
        Code = field("code"),
        ParentCode = Given(field("parent_code")),
        Name = field("name"),
        NameEn = field("name_en"),
        Filing = field("filing"),
        Closing = field("closing"),
        LimitAmount = Amount(field("limit_amount"))!.Value,
        LimitClass = ClassOf(field("limit_class"))!.Value.ToString(),
        Duty = field("duty"),
        DutyBody = Given(field("duty_body")),
        EvidenceWanted = Flag(field("evidence_wanted"))!.Value,
        CheckWanted = Flag(field("check_wanted"))!.Value,
        RedirectOnly = Given(field("redirect_only")),
    };

    private static string? Given(string field) => field.Length == 0 ? null : field;

    private static string? Text(string field, int most, string code) =>
        field.Length > 0 && field.Length <= most ? null : code;

    private static int? Amount(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
        && amount is >= Limit.Least and <= Limit.Most
            ? amount
            : null;

    // The name of the class, or the form that the command line writes: WorkingDay, working-day.
    private static LimitClass? ClassOf(string field) =>
        LimitClasses.TryParse(field, out var known) ? known
        : Enum.TryParse<LimitClass>(field, out var named) && Enum.IsDefined(named) && !char.IsDigit(field[0]) ? named
        : null;

    private static bool? Flag(string field) => field switch
    {
        "1" or "yes" or "是" => true,
        "" or "0" or "no" or "否" => false,
        _ => null,
    };
}
