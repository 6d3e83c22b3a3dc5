using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;

namespace Bandeng.Households.Tables;

/// <summary>
/// Numbers of residents in a table: masked, or opened for a purpose; the person reads who looked and why.
/// </summary>
internal sealed class ResidentNumbers(BandengDb db, SecretBox box, TimeProvider clock)
{
    private static readonly string[] Numbers = ["phone", "id-number"];

    private readonly HashSet<Guid> _looked = [];

    public sealed record Shown(string? IdNumber, string? Phone);

    public Shown? Of(Guid resident, AreaCode area, string? idNumber, string? phone, SourceQuestion question)
    {
        var asked = Numbers.Where(question.Fields.Contains).ToList();
        if (asked is [] || (idNumber is null && phone is null))
        {
            return null;
        }

        var (id, telephone) = (box.Unprotect(idNumber), box.Unprotect(phone));
        if (question.Purpose is not { } purpose || !question.Viewer.May(Permission.OpenNumbers, area))
        {
            return new(
                id is null ? null : IdNumber.Mask(id), telephone is null ? null : ReadDoor.MaskedPhone(telephone));
        }

        if (_looked.Add(resident))
        {
            var now = clock.GetUtcNow();
            var by = question.Viewer.ActingOn(Permission.OpenNumbers, area);
            db.Record(new TrailEntry("resident", resident, area, OpenNumbers.Action, by, now)
            {
                Words = [db.Keep(resident, purpose, now)],
                Facts = new Dictionary<string, object?> { ["table"] = true },
            });
        }

        return new(id, telephone);
    }
}
