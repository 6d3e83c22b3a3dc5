using Microsoft.AspNetCore.Http;

namespace Bandeng.Kernel.Programs;

/// <summary>For addresses whose standard has errors of its own shape, in place of a problem document.</summary>
public interface IProgramErrors
{
    /// <summary>Under which addresses.</summary>
    PathString Root { get; }

    /// <summary>The answer of a request that no route answered.</summary>
    IResult Answer(HttpRequest request, int status, string code, string message);
}
