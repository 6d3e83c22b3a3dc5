using System.Reflection;
using Bandeng.Testing;
using Xunit.Sdk;
using Xunit.v3;

namespace Bandeng.Organizations.Tests;

/// <summary>Runs a contract on each database.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnBothEnginesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo method, DisposalTracker tracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [.. Enum.GetValues<Engine>().Select(engine => new TheoryDataRow(engine))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
