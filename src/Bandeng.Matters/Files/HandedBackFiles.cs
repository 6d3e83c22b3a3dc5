using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Files;

internal sealed class HandedBackFiles(BandengDb db, FileStore store) : IMatterFiles
{
    public async Task<IReadOnlyList<HandedBackFile>> HandedBackAsync(
        IReadOnlyCollection<Guid> matters, CancellationToken cancel)
    {
        if (matters.Count == 0)
        {
            return [];
        }

        var wanted = matters.ToList();
        return await (
            from matter in db.Matters
            where wanted.Contains(matter.Id)
            join file in db.MatterFiles on matter.MergedInto ?? matter.Id equals file.MatterId
            where file.Moment == FileMoment.Before || file.Moment == FileMoment.After || file.Moment == FileMoment.Paper
            orderby file.AddedAt, file.Id
            select new HandedBackFile(file.Id, matter.Id, file.Name, file.MediaType, file.AddedAt)).ToListAsync(cancel);
    }

    public Stream? Open(HandedBackFile file) => store.Open(file.Id);
}
