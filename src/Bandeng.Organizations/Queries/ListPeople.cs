using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>A person as one line of a list.</summary>
internal sealed class PersonRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public string? UserName { get; init; }
}

/// <summary>People by name, a page at a time; found by a part of the name, or by the whole telephone number.</summary>
internal sealed class ListPeople(BandengDb db, SecretBox box)
{
    public const int Page = 50;

    private static string Sql(BandengDb db) =>
        $"""
        select p.id, p.display_name as name, s.user_name
        from people p
        left join sign_ins s on s.person_id = p.id
        where (lower(p.display_name) like @part escape '\' or lower(s.user_name) like @part escape '\'
                or {db.In("p.phone_fingerprint", "phones")})
            and (p.display_name > @afterName or p.display_name = @afterName and p.id > @afterId)
        order by p.display_name, p.id
        limit 50
        """;

    /// <param name="after">The last person of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<PersonRow>> RunAsync(string? search, Guid? after, CancellationToken cancel)
    {
        var afterName = await db.People.Where(p => p.Id == after).Select(p => p.DisplayName).SingleOrDefaultAsync(cancel) ?? "";
        string[] phones = PhoneNumber.Normalize(search).TryGet(out var number, out _) ? box.Fingerprints(number) : [""];
        return await db.RowsAsync<PersonRow>(
            Sql(db), new { part = LikeWords.Part(search), phones, afterId = after ?? Guid.Empty, afterName }, cancel);
    }
}
