using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Workforce;

/// <summary>How far somebody went to school; from <see cref="College"/> on it counts as a college degree.</summary>
internal enum Schooling
{
    /// <summary>小学及以下.</summary>
    Primary,

    /// <summary>初中.</summary>
    Middle,

    /// <summary>高中、中专.</summary>
    High,

    /// <summary>大专.</summary>
    College,

    /// <summary>本科.</summary>
    Bachelor,

    /// <summary>研究生.</summary>
    Master,
}

/// <summary>Somebody who works for a community.</summary>
internal sealed class Worker
{
    public Guid Id { get; private init; }

    public Guid PersonId { get; private init; }

    public AreaCode AreaCode { get; private set; }

    public long BornYear { get; private set; }

    public Schooling Schooling { get; private set; }

    public DateOnly EmployedFrom { get; private set; }

    /// <summary>The last day, included.</summary>
    public DateOnly? EmployedTo { get; private set; }

    public long Version { get; private set; }

    public static Worker Of(Guid id, Guid person, WorkerTold told)
    {
        var worker = new Worker { Id = id, PersonId = person };
        worker.Change(told);
        return worker;
    }

    /// <summary>Takes what is told; says whether anything was new.</summary>
    public bool Change(WorkerTold told)
    {
        var before = (AreaCode, BornYear, Schooling, EmployedFrom, EmployedTo);
        (AreaCode, BornYear, Schooling, EmployedFrom, EmployedTo) =
            (told.Area, told.BornYear, told.Schooling, told.From, told.To);
        var changed = before != (AreaCode, BornYear, Schooling, EmployedFrom, EmployedTo);
        Version += changed ? 1 : 0;
        return changed;
    }
}

/// <summary>What is told about a worker.</summary>
internal sealed record WorkerTold(AreaCode Area, int BornYear, Schooling Schooling, DateOnly From, DateOnly? To);

/// <summary>A certificate that a worker has.</summary>
/// <param name="ValidTo">The last day, included; null: for ever.</param>
internal sealed record WorkerCertificate(Guid Id, Guid WorkerId, string Name, DateOnly GotOn, DateOnly? ValidTo)
{
    public const int NameMax = 60;
}

/// <summary>The five parts of pay.</summary>
internal enum PayPart
{
    /// <summary>基本报酬.</summary>
    Base,

    /// <summary>绩效报酬.</summary>
    Performance,

    /// <summary>工龄（任职年限）补贴.</summary>
    Tenure,

    /// <summary>养老保险补贴.</summary>
    Pension,

    /// <summary>集体经济发展奖励.</summary>
    Reward,
}

/// <summary>A part of somebody's pay of a month.</summary>
internal sealed class WorkerPay
{
    public Guid Id { get; private init; }

    public Guid WorkerId { get; private init; }

    /// <summary><c>2026-06</c>.</summary>
    public string Month { get; private init; } = "";

    public PayPart Part { get; private init; }

    public long Fen { get; private set; }

    public long Version { get; private set; }

    public static WorkerPay Of(Guid worker, string month, PayPart part, long fen) =>
        new() { Id = Guid.CreateVersion7(), WorkerId = worker, Month = month, Part = part, Fen = fen, Version = 1 };

    public bool Change(long fen)
    {
        (Version, var changed) = (Fen == fen ? Version : Version + 1, Fen != fen);
        Fen = fen;
        return changed;
    }
}

/// <summary>Averages of a month, released once for a district.</summary>
internal sealed record PayRelease(Guid Id, string Month, AreaCode AreaCode, DateTimeOffset ReleasedAt);

/// <summary>The released average of an area.</summary>
internal sealed record PayAverage(Guid ReleaseId, AreaCode AreaCode, long Persons, long Fen);

/// <summary>A month as it is written: <c>2026-06</c>.</summary>
internal static class PayMonth
{
    public static string Of(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>2026-06, 2026年6月, 202606; null: no month.</summary>
    public static string? Read(string? typed)
    {
        var digits = (typed ?? "").Replace("年", "-", StringComparison.Ordinal)
            .Replace("月", "", StringComparison.Ordinal).Replace('.', '-').Replace('/', '-').Trim();
        digits = digits.Length == 6 && digits.All(char.IsAsciiDigit) ? $"{digits[..4]}-{digits[4..]}" : digits;
        return DateOnly.TryParseExact(digits + "-1", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && ChinaTime.IsInRange(day.Year)
            ? Of(day) : null;
    }

    /// <summary>Whether the month is over on a day.</summary>
    public static bool IsOver(string month, DateOnly today) => string.CompareOrdinal(month, Of(today)) < 0;
}
