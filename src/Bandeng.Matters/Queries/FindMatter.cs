using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Queries;

/// <summary>Finds the matter that somebody names by its enquiry code or by the address of its page.</summary>
internal sealed partial class FindMatter(BandengDb db)
{
    /// <returns>Null when the text names none.</returns>
    public async Task<Guid?> ByTextAsync(string? typed, CancellationToken cancel)
    {
        if (typed is not null && Address().Match(typed) is { Success: true } found)
        {
            return Guid.Parse(found.Value);
        }

        return EnquiryCode.Read(typed) is { } code
            ? await db.Set<Voice>().Where(v => v.Code == code)
                .Select(v => (Guid?)v.MatterId).FirstOrDefaultAsync(cancel)
            : null;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")]
    private static partial Regex Address();
}
