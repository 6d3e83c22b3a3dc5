using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;

namespace Bandeng.Organizations.UseCases;

/// <summary>What a body has in hand when it ends, and where it goes.</summary>
public sealed class SettleBody(
    IBodies bodies, IEnumerable<IWorkInHand> work, IEnumerable<IBodyEnded> modules, INotices notices)
{
    /// <summary>What it has in hand, each of it more than nothing.</summary>
    internal async Task<IReadOnlyList<WorkInHand>> InHandAsync(Guid bodyId, CancellationToken cancel)
    {
        var inHand = new List<WorkInHand>();
        foreach (var module in work)
        {
            inHand.AddRange((await module.OfBodyAsync(bodyId, cancel)).Where(one => one.Count > 0));
        }

        return inHand;
    }

    /// <summary>Why another body cannot go on with the work of one that ends; null where it can.</summary>
    internal async Task<Refusal?> WhyNotAsync(BodyOnFile body, Guid heir, CancellationToken cancel) =>
        heir != body.Id && (await bodies.HandlingAsync(body.AreaCode, cancel)).Any(one => one.Id == heir) ? null
            : new(
                RefusalKind.Invalid, "body.heir",
                "Choose another body that takes matters there to go on with the open work.");

    /// <summary>
    /// Hands on what it has in hand and tells the heads of the heir, else everybody in it. Changes the unit of work; the
    /// caller saves it.
    /// </summary>
    internal async Task<IReadOnlyList<WorkInHand>> HandOverAsync(
        BodyOnFile body, Guid heir, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var handed = new List<WorkInHand>();
        foreach (var module in modules)
        {
            if (await module.HandOverAsync(new(body.Id, heir, by.ActingAt(body.AreaCode)), cancel) is { Count: > 0 } one)
            {
                handed.Add(one);
            }
        }

        if (handed.Count > 0)
        {
            await TellAsync(heir, new(NoticeKind.Work, "body.taken-on", $"{body.Name}：{Said(handed)}", "/handling", now) { About = $"body {body.Id}" }, cancel);
        }

        return handed;
    }

    /// <summary>Tells the heads of a body, else everybody in it.</summary>
    /// <returns>False: nobody is there.</returns>
    internal async Task<bool> TellAsync(Guid bodyId, News news, CancellationToken cancel)
    {
        var members = await bodies.MembersAsync(bodyId, cancel);
        var heads = members.Where(member => member.Role == nameof(Role.Head)).ToList();
        var told = (heads.Count > 0 ? heads : members).Select(member => member.PersonId).Distinct().ToList();
        told.ForEach(person => notices.Tell(person, news));
        return told.Count > 0;
    }

    internal static string Said(IEnumerable<WorkInHand> work) =>
        string.Join("、", work.Select(one => $"{one.Name} {one.Count}"));
}
