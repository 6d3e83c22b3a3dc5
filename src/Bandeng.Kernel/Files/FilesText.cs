namespace Bandeng.Kernel.Files;

/// <summary>Names the texts about files and their rows.</summary>
public sealed class FilesText;
