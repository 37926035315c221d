module.exports = function (config) {
  config.addPassthroughCopy({ "./public/": "/" });
};
