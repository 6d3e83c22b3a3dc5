using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Organizations.Lists;

/// <summary>A kind of list that offices send in at <c>/lists/{name}</c> and on the command line.</summary>
public interface IListKind
{
    /// <summary>Its part of the address; its words are <c>list.{name}</c> and <c>list.{name}.hint</c>.</summary>
    string Name { get; }

    /// <summary>Who may send it in, inside the area of the post.</summary>
    Permission Needs { get; }

    SheetGuide Guide { get; }

    /// <summary>Where one sees what was taken.</summary>
    string Back { get; }

    /// <exception cref="MistakeException">The file cannot be read, or a needed column is missing.</exception>
    Task<ListImported> RunAsync(ListToImport list, Viewer by, CancellationToken cancel);
}
