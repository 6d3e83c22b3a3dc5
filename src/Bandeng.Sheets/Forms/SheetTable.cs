using Bandeng.Kernel;

namespace Bandeng.Sheets.Forms;

/// <summary>A table in a sheet of a version: where its headings are and which source fills it.</summary>
internal sealed class SheetTable
{
    public Guid VersionId { get; init; }

    public long Sheet { get; init; }

    public string Source { get; init; } = "";

    public long HeadTop { get; init; }

    public long HeadBottom { get; init; }

    /// <summary>The headings stand beside the cells; no source of its own then.</summary>
    public bool Beside { get; init; }
}

/// <summary>One heading of such a table.</summary>
internal sealed class SheetColumn
{
    public Guid VersionId { get; init; }

    public long Sheet { get; init; }

    /// <summary>The column, from 1.</summary>
    public long Place { get; init; }

    public string Heading { get; init; } = "";

    /// <summary>Null: stays empty.</summary>
    public string? Field { get; init; }

    /// <summary>
    /// What is asked, whatever the words: <c>matters.title</c>; of a heading that is not bound, its plain words.
    /// </summary>
    public string Term { get; init; } = "";
}

/// <summary>That a form was filled.</summary>
internal sealed class SheetFill
{
    public Guid Id { get; init; }

    public Guid FormId { get; init; }

    public Guid VersionId { get; init; }

    /// <summary>For which area.</summary>
    public AreaCode AreaCode { get; init; }

    /// <summary>By which office: the area of the post. Never by whom.</summary>
    public AreaCode OfficeCode { get; init; }

    public Guid? BodyId { get; init; }

    public DateOnly FirstDay { get; init; }

    public DateOnly LastDay { get; init; }

    public DateTimeOffset FilledAt { get; init; }

    public long RowCount { get; init; }

    public long EmptyCells { get; init; }

    /// <summary>Whether numbers of persons were opened for it.</summary>
    public bool Opened { get; init; }
}
