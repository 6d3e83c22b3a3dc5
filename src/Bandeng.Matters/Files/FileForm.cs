using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Files;

/// <summary>A file that a program adds to a matter, as a form.</summary>
/// <param name="Moment">What it shows; when it was raised, if left out.</param>
internal sealed record FileForm(IFormFile File, FileMoment? Moment);
