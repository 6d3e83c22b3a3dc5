using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Dapper;

namespace Bandeng.Matters.Queries;

/// <summary>Which replies wait for a signature, for hand-written SQL over matters <c>m</c>.</summary>
/// <param name="Kinds">The parameter of that name.</param>
/// <param name="Types">The parameter of that name; empty where the rules ask for no signature.</param>
internal sealed record Unsigned(string[] Kinds, string[] Types)
{
    public static Unsigned By(MatterRules rules) => new(
        [.. RaiseChecks.Kinds.Where(rules.KnowsSignature)],
        [.. Enum.GetValues<RequestType>().Where(rules.AsksSignature).Select(type => type.ToString())]);

    public void AddTo(DynamicParameters parameters)
    {
        parameters.Add(nameof(Kinds), Kinds);
        parameters.Add(nameof(Types), Types);
    }

    public string Sql(BandengDb db) =>
        $"m.stage = 'Handled' and m.signed_off_at is null and {db.In("m.kind", nameof(Kinds))} and {db.In("m.request_type", nameof(Types))}";
}
