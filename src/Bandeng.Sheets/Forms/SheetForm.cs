using Bandeng.Kernel;
using Bandeng.Sheets.Books;

namespace Bandeng.Sheets.Forms;

/// <summary>
/// 台账: an office's blank table that fills itself. It belongs to an area; everyone inside may fill it.
/// </summary>
internal sealed class SheetForm
{
    public const int NameMax = 80;

    public Guid Id { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public string Name { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Deleted: not filled any more; what was filled stays counted.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public long Version { get; private set; }

    public static SheetForm Of(Guid id, AreaCode area, string name, DateTimeOffset now) =>
        new() { Id = id, AreaCode = area, Name = name, CreatedAt = now, Version = 1 };

    public void Retire(DateTimeOffset now) => (RetiredAt, Version) = (now, Version + 1);
}

/// <summary>One upload of a form's blank. Its file lies in the data folder under its id.</summary>
internal sealed class SheetVersion
{
    public Guid Id { get; private init; }

    public Guid FormId { get; private init; }

    public long Number { get; private init; }

    public BookFormat Format { get; private init; }

    public string FileName { get; private init; } = "";

    public long Size { get; private init; }

    public string Sha256 { get; private init; } = "";

    public DateTimeOffset UploadedAt { get; private init; }

    /// <summary>Since when somebody has said what its headings mean; before that it is not filled.</summary>
    public DateTimeOffset? BoundAt { get; private set; }

    public long Version { get; private set; }

    public static SheetVersion Of(
        Guid id, Guid form, long number, BookFormat format, string fileName, byte[] bytes, DateTimeOffset now) => new()
        {
            Id = id,
            FormId = form,
            Number = number,
            Format = format,
            FileName = fileName,
            Size = bytes.Length,
            Sha256 = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)),
            UploadedAt = now,
            Version = 1,
        };

    public void Bind(DateTimeOffset now) => (BoundAt, Version) = (now, Version + 1);
}
