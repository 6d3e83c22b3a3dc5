using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Workforce.Pages;
using Bandeng.Workforce.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Workforce.Queries;

/// <summary>A worker's own record: school, employment, certificates, and the pay of every month.</summary>
internal sealed class HeldWorker(
    BandengDb db, ReadWorkers read, KeepPay keep, IAreas areas, IStringLocalizer<WorkforceText> texts) : IHeld
{
    public string Key => "work";

    public int Order => 50;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var worker = await db.Workers.AsNoTracking()
            .SingleOrDefaultAsync(one => one.PersonId == person.PersonId, cancel);
        return new(
            Key, texts["held"], texts["held.ground"], false, worker is null ? [] : await RecordsAsync(worker, cancel));
    }

    private async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Worker worker, CancellationToken cancel)
    {
        var names = await areas.NamesAsync([worker.AreaCode], cancel);
        var certificates = await read.CertificatesAsync(worker.Id, cancel);
        var pay = (await keep.OfAsync(worker.Id, cancel)).Parts;
        return
        [
            new(names.GetValueOrDefault(worker.AreaCode)?.FullName ?? worker.AreaCode.ToString(),
            [
                new("born", texts["born"], texts["born.year", worker.BornYear]),
                new("schooling", texts["schooling"], texts[$"schooling.{worker.Schooling}"]),
                new("from", texts["employed"], Text.Day(worker.EmployedFrom)),
                new("to", texts["employed.to"], worker.EmployedTo is { } last ? Text.Day(last) : null),
            ]),
            .. certificates.Select(one => new HeldRecord(one.Name,
            [
                new("got", texts["certificate.got"], Text.Day(one.GotOn)),
                new("until", texts["certificate.to"], one.ValidTo is { } until ? Text.Day(until) : null),
            ])),
            .. pay.GroupBy(one => one.Month).Select(month => new HeldRecord(month.Key,
            [
                .. month.Select(one => new HeldFact($"{one.Part}", texts[$"part.{one.Part}"], Text.Yuan(one.Fen))),
                new("sum", texts["pay.sum"], Text.Yuan(month.Sum(one => one.Fen))),
            ])),
        ];
    }
}
