using Bandeng.Kernel;

namespace Bandeng.Matters.Files;

/// <summary>Why a file is not taken, in words for the person who sent it.</summary>
internal static class FileFault
{
    /// <summary>Bytes: 10 MB.</summary>
    public const int SizeMax = 10 * 1024 * 1024;

    /// <summary>Files of one moment of one matter: as many as a chat sends at once.</summary>
    public const int CountMax = 9;

    public static readonly Refusal Broken = new(
        RefusalKind.Invalid, "file.broken", "This file is damaged and cannot be opened. Please send it again.");

    public static readonly Refusal Type = new(
        RefusalKind.Invalid, "file.type", "Only photographs (JPEG, PNG, WebP, HEIC), sound and PDF are taken.");

    public static readonly Refusal Size = new(RefusalKind.Invalid, "file.size", "A file may have 10 MB at most.");

    public static readonly Refusal Many = new(RefusalKind.Conflict, "file.many", "Nine files at most.");

    public static readonly Refusal Unknown = new(
        RefusalKind.NotFound, "file.unknown", "There is no such file, or it is not for you.");

    public static readonly Refusal Moment = new(
        RefusalKind.Invalid, "file.moment", "A raiser's file is Raised; before, after and paper are the office's.");
}
