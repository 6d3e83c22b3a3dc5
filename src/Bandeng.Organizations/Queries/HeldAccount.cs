using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Queries;

/// <summary>A person's account: how they are called and reached, and the posts that they hold or held.</summary>
internal sealed class HeldAccount(PersonCard card, AreaNames areas, IStringLocalizer<OrganizationsText> texts) : IHeld
{
    public string Key => "account";

    public int Order => 5;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var mine = (await card.RunAsync(person.PersonId, cancel))!;
        var name = await areas.OfAsync(mine.Posts.Select(row => row.Post.AreaCode), cancel);
        return new(Key, texts["account"], texts["held.account.ground"], false,
        [
            new(mine.Name,
            [
                new("name", texts["person.display-name"], mine.Name),
                new("userName", texts["user-name"], mine.UserName),
                new("phone", texts["phone"], mine.Phone),
                new("mail", texts["mail"], mine.Mail),
            ]),
            .. mine.Posts.Select(row => new HeldRecord(texts[$"role.{row.Post.Role}"],
            [
                new("area", texts["held.account.area"], name(row.Post.AreaCode)),
                new("body", texts["body"], row.Body),
                new("from", texts["post.from"], Day(row.Post.ValidFrom)),
                new("to", texts["post.to"], Day(row.Post.ValidTo)),
            ])),
        ]);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
