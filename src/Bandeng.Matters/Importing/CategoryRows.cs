namespace Bandeng.Matters.Importing;

/// <summary>How a line of a catalogue becomes a row, in either database.</summary>
internal static class CategoryRows
{
    public const string Insert =
        """
        insert into categories (id, code, parent_code, name, name_en, filing, closing, limit_amount, limit_class, duty,
            duty_body, evidence_wanted, check_wanted, redirect_only, valid_from, valid_to)
        values (@id, @Code, @ParentCode, @Name, @NameEn, @Filing, @Closing, @LimitAmount, @LimitClass, @Duty,
            @DutyBody, @EvidenceWanted, @CheckWanted, @RedirectOnly, @from, @to)
        """;

    /// <summary>The parameters of <see cref="Insert"/>.</summary>
    /// <param name="to">The first day on which the entry holds no more; null while nothing is planned after it.</param>
    public static object Row(CategoryLine line, DateOnly from, DateTimeOffset now, DateOnly? to = null) => new
    {
        id = Guid.CreateVersion7(now),
        line.Code,
        line.ParentCode,
        line.Name,
        line.NameEn,
        line.Filing,
        line.Closing,
        line.LimitAmount,
        line.LimitClass,
        line.Duty,
        line.DutyBody,
        line.EvidenceWanted,
        line.CheckWanted,
        line.RedirectOnly,
        from,
        to,
    };
}
