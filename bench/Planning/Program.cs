using Bandeng.Planning.Bench;

return args switch
{
    ["grids", var data] => GridBench.Run(data),
    _ => 2,
};
