export default { title: 'Coast', url: 'https://example.org', baseUrl: '/walks/' };
